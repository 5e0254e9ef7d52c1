"""The pictures of the exploration report."""
import numpy as np
from matplotlib import colormaps, pyplot

from training.reports.figures import INK, SOFT, heat_map, save

LEVELS = 16       # colours of a spectrogram: a picture stays small


def features(told, genres, folder):
    """A box a genre for each feature, small multiples."""
    names = list(told["features"])
    columns = 5
    figure, grid = pyplot.subplots(-(-len(names) // columns), columns, figsize=(15, 14), sharey=True)
    for axes, name in zip(grid.flat, names):
        boxes = [dict(zip(("whislo", "q1", "med", "q3", "whishi"), told["features"][name][g]), fliers=[]) for g in genres]
        axes.bxp(boxes, range(len(genres)), vert=False, showfliers=False, manage_ticks=False, widths=0.7, patch_artist=True,
                 boxprops={"facecolor": "#cfdeec", "edgecolor": INK, "linewidth": 0.6}, medianprops={"color": SOFT},
                 whiskerprops={"color": INK, "linewidth": 0.6}, capprops={"color": INK, "linewidth": 0.6})
        axes.set_yticks(range(len(genres)), genres, fontsize=7)
        axes.set_ylim(len(genres) - 0.4, -0.6)
        axes.tick_params(axis="x", labelsize=7)
        axes.set_title(name.replace("_", " "), fontsize=9)
        axes.grid(axis="x", alpha=0.25)
    for axes in list(grid.flat)[len(names):]:
        axes.axis("off")
    figure.tight_layout()
    save(figure, folder, "features.png")


def spectrograms(data, rows, kind, folder, name):
    """One log spectrogram a genre."""
    columns = 7
    lines = -(-len(data.genres) // columns)
    figure, grid = pyplot.subplots(lines, columns, figsize=(1.45 * columns, 1.7 * lines), squeeze=False)
    colours = colormaps["magma"].resampled(LEVELS)
    for axes in grid.flat:
        axes.axis("off")
    for axes, genre, row in zip(grid.flat, data.genres, rows):
        axes.set_title(genre, fontsize=8)
        if row is not None:
            axes.imshow(data.spectrograms[row].astype(float), cmap=colours, vmin=0, vmax=1, interpolation="nearest")
    if kind:
        figure.suptitle(kind, fontsize=9)
    figure.tight_layout()
    save(figure, folder, name, colours=32)


def plane(told, genres, folder):
    """Both maps, a colour a genre."""
    figure, grid = pyplot.subplots(1, 2, figsize=(13, 6))
    colours = [*colormaps["tab20"].colors]
    for axes, kind, title in zip(grid, ("pca", "tsne"), ("principal components", "t-SNE")):
        rows = np.array(told[kind])
        for g, genre in enumerate(genres):
            points = rows[rows[:, 0] == g, 1:]
            if not len(points):
                continue
            colour = [colours[g % len(colours)]]
            axes.scatter(*points.T, s=7, c=colour, linewidths=0, label=genre)
        axes.set(title=title, xticks=[], yticks=[])
    low, high = np.percentile(np.array(told["pca"])[:, 1:], [0.5, 99.5], axis=0)
    grid[0].set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
    grid[1].legend(fontsize=8, markerscale=3, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    figure.tight_layout()
    save(figure, folder, "map.png", colours=64)


def distances(told, genres, folder):
    """Distance between genre means, and the confusions beside it where they are known."""
    distance = np.array(told["distance"])
    parts = [(distance, "distance between means (sd)", "Blues_r", lambda value: (f"{value:.1f}", value < distance.max() * 0.4))]
    if "confused" in told:
        percent = np.array(told["confused"]) * 100
        parts.append((percent, "percent of a genre's tracks by verdict of `all`", "Blues",
                      lambda value: (f"{value:.0f}" if value >= 0.5 else "", value > percent.max() * 0.6)))
    figure, grid = pyplot.subplots(1, len(parts), figsize=(7 * len(parts), 6.4), squeeze=False)
    for axes, (matrix, title, colours, write) in zip(grid[0], parts):
        heat_map(axes, matrix, genres, genres, colours, write, 7)
        axes.tick_params(labelsize=8)
        axes.set_title(title, fontsize=10)
    figure.tight_layout()
    save(figure, folder, "overlap.png")
