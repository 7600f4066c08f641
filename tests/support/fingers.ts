import type { CDPSession } from 'playwright/test';

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** Fingers that go from one place to another, each in its own line, and are lifted there unless told otherwise. */
export async function fingers(
  touch: CDPSession,
  from: readonly Finger[],
  to: readonly Finger[],
  lift = true,
): Promise<void> {
  const points = (along: number) =>
    from.map(({ x, y }, id) => {
      const end = to[id] ?? { x, y };
      return { id, x: x + (end.x - x) * along, y: y + (end.y - y) * along };
    });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) });
  for (let step = 1; step <= 8; step += 1) {
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(step / 8) });
  }
  if (lift) await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
