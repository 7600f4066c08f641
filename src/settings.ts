/** Settings of this browser for the page alone, which has to know them before it can ask the service worker. */
const MEMORY_BUDGET = 'afterimage-memory-budget';

/** Bytes of decoded pictures that the user chose to keep; `undefined` when that is left to the device. */
export function chosenMemoryBudget(): number | undefined {
  try {
    const bytes = Number(localStorage.getItem(MEMORY_BUDGET) || Number.NaN);
    return Number.isFinite(bytes) && bytes >= 0 ? bytes : undefined;
  } catch {
    // Storage is refused.
    return undefined;
  }
}

/** Keeps the choice for the next start, or leaves it to the device again. */
export function chooseMemoryBudget(bytes: number | undefined): void {
  try {
    if (bytes === undefined) localStorage.removeItem(MEMORY_BUDGET);
    else localStorage.setItem(MEMORY_BUDGET, String(bytes));
  } catch {
    // It holds until the page ends.
  }
}

/** Forgets every setting, and the place in the grid. */
export function forgetSettings(): void {
  try {
    localStorage.removeItem(MEMORY_BUDGET);
    sessionStorage.clear();
  } catch {
    // Nothing was kept.
  }
}
