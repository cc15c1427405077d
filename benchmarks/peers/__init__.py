"""A gate judged by us against what others would be chosen for it: same rules, same documents."""
