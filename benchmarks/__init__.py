"""Speed against floors and peers, as ratios taken in one run."""
