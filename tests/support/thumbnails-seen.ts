/** Runs in a page: when every photo on the screen had its thumbnail, in ms since the navigation began; `false` until then. */
export function thumbnailsSeen(): number | false {
  const seen = [...document.querySelectorAll<HTMLElement>('.tile')].filter((tile) => {
    const { top, bottom } = tile.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  return seen.length > 0 && seen.every(({ dataset }) => dataset['state'] === 'thumbnail') && performance.now();
}
