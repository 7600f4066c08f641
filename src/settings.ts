/** Settings of this browser for the page alone, which has to know them before it can ask the service worker. */
const MEMORY_BUDGET = 'afterimage-memory-budget';
const GRID_ZOOM = 'afterimage-grid-zoom';
const WELCOMED = 'afterimage-welcomed';
const SLIDESHOW = 'afterimage-slideshow-seconds';
const OVERLAY_PLACE = 'afterimage-overlay-place';
/** What was saved since ever, which `SavedEver` keeps. */
export const SAVED_EVER = 'afterimage-saved';

/** Bytes of decoded pictures that the user chose to keep; `undefined` when that is left to the device. */
export function chosenMemoryBudget(): number | undefined {
  const bytes = read(MEMORY_BUDGET);
  return bytes !== undefined && bytes >= 0 ? bytes : undefined;
}

/** Keeps the choice for the next start, or leaves it to the device again. */
export function chooseMemoryBudget(bytes: number | undefined): void {
  write(MEMORY_BUDGET, bytes);
}

/** How large the photos of the grid were when somebody chose it last. */
export function chosenGridZoom(): number | undefined {
  return read(GRID_ZOOM);
}

export function chooseGridZoom(step: number): void {
  write(GRID_ZOOM, step);
}

/** Whether somebody has read what this is, or opened a photo. */
export function wasWelcomed(): boolean {
  return read(WELCOMED) !== undefined;
}

export function chooseWelcomed(): void {
  write(WELCOMED, 1);
}

/** How long a slideshow shows each photo, in seconds, when somebody chose it last. */
export function chosenSlideshowSeconds(): number | undefined {
  return read(SLIDESHOW);
}

export function chooseSlideshowSeconds(seconds: number): void {
  write(SLIDESHOW, seconds);
}

/** Where the tier overlay stood last, as a number that it knows the meaning of. */
export function chosenOverlayPlace(): number | undefined {
  return read(OVERLAY_PLACE);
}

export function chooseOverlayPlace(place: number): void {
  write(OVERLAY_PLACE, place);
}

/** Forgets every setting, and the place in the grid. */
export function forgetSettings(): void {
  try {
    const names = [MEMORY_BUDGET, GRID_ZOOM, WELCOMED, SLIDESHOW, OVERLAY_PLACE, SAVED_EVER];
    for (const name of names) localStorage.removeItem(name);
    sessionStorage.clear();
  } catch {
    // Nothing was kept.
  }
}

function read(name: string): number | undefined {
  try {
    const value = Number(localStorage.getItem(name) || Number.NaN);
    return Number.isFinite(value) ? value : undefined;
  } catch {
    // Storage is refused.
    return undefined;
  }
}

function write(name: string, value: number | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, String(value));
  } catch {
    // It holds until the page ends.
  }
}
