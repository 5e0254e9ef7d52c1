"""Small bands that play a style: figures, grids, grooves and real drummers."""
