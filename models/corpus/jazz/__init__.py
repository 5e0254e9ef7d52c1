"""Jazz, swing and blues: changes, lines, rhythm sections and the groups that play them."""
