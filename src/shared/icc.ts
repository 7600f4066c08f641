type Triple = readonly [number, number, number];

// The colorants of Display P3, adapted to D50, as X, Y, Z. Source: the profile "Display P3" of the ICC registry.
const DISPLAY_P3: ReadonlyMap<string, Triple> = new Map<string, Triple>([
  ['rXYZ', [0.5151, 0.2412, -0.0011]],
  ['gXYZ', [0.292, 0.6922, 0.0419]],
  ['bXYZ', [0.1571, 0.0666, 0.7841]],
]);
const TOLERANCE = 0.005;
const TAG_TABLE = 128;
const MAX_TAGS = 200;

/** Whether an ICC profile has the primaries of Display P3. Any input is safe: a profile that makes no sense is not P3. */
export function isDisplayP3(profile: Uint8Array | undefined): boolean {
  if (profile === undefined) return false;
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  return [...DISPLAY_P3].every(([tag, expected]) => {
    const found = colorant(view, tag);
    return found?.every((value, axis) => Math.abs(value - (expected[axis] ?? 0)) <= TOLERANCE) ?? false;
  });
}

/** Reads an `XYZType` tag through the tag table (ICC.1:2022, 7.3 and 10.31). */
function colorant(view: DataView, tag: string): Triple | undefined {
  if (view.byteLength < TAG_TABLE + 4) return undefined;
  const count = Math.min(view.getUint32(TAG_TABLE), MAX_TAGS);
  for (let index = 0; index < count; index++) {
    const entry = TAG_TABLE + 4 + index * 12;
    if (entry + 12 > view.byteLength) return undefined;
    if (fourCharacters(view, entry) !== tag) continue;
    const at = view.getUint32(entry + 4);
    if (at + 20 > view.byteLength || fourCharacters(view, at) !== 'XYZ ') return undefined;
    return [fixed(view, at + 8), fixed(view, at + 12), fixed(view, at + 16)];
  }
  return undefined;
}

/** An `s15Fixed16Number`. */
function fixed(view: DataView, at: number): number {
  return view.getInt32(at) / 65_536;
}

function fourCharacters(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
