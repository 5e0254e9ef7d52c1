"""What is held out, the trainings that it takes, and the figures that come of them."""
