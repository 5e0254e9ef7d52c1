/** Space around the areas of the chart in pixels; what lies over and under it keeps the same. */
export const chartMargin = { left: 50, right: 10, top: 6, bottom: 26 }
