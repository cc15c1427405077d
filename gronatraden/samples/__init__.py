"""Real projects as folders: what the demonstration works on.

Each project is a folder with ``project.yaml`` and one manuscript per tool, on public
facts alone: every element names its source, what the sources lack stays empty, and no
person is named. Under ``fictional`` lie the documents that a demonstration adds along
the way, by step. What is marked ``origin: public`` there says nothing but what its source
says; as soon as something is made up, the element is ``origin: fictional``, also where a
source is named for the part that is not.

Beside the projects lie the people of the demonstration, who are roles and nobody in
particular. ``folders`` says where everything is, ``staging`` what the files hold that
are not documents.
"""
