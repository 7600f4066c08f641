import { expect, it } from 'vitest';
import { type InstallWay, installWay } from '../../../src/views/shell/install-way.ts';

const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const MAC = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI}`;
const IPHONE = `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) ${SAFARI}`;

const cases: readonly [browser: string, userAgent: string, maxTouchPoints: number, way: InstallWay | undefined][] = [
  ['Safari on an iPhone', `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`, 5, 'home-screen'],
  [
    'Safari on an old iPad',
    `Mozilla/5.0 (iPad; CPU OS 12_5_7 like Mac OS X) ${SAFARI} Version/12.1.2 Mobile/15E148 Safari/604.1`,
    5,
    'home-screen',
  ],
  ['Safari on an iPad, which says that it is a Mac', `${MAC} Version/17.5 Safari/605.1.15`, 5, 'home-screen'],
  ['Safari 17 on a Mac', `${MAC} Version/17.4.1 Safari/605.1.15`, 0, 'dock'],
  ['Safari 26 on a Mac', `${MAC} Version/26.0 Safari/605.1.15`, 0, 'dock'],
  ['Safari 16 on a Mac', `${MAC} Version/16.6 Safari/605.1.15`, 0, undefined],
  ['Chrome on an iPhone', `${IPHONE} CriOS/125.0.6422.80 Mobile/15E148 Safari/604.1`, 5, undefined],
  ['Firefox on an iPhone', `${IPHONE} FxiOS/126.0 Mobile/15E148 Safari/605.1.15`, 5, undefined],
  ['Edge on an iPhone', `${IPHONE} Version/17.0 EdgiOS/125.0.2535.60 Mobile/15E148 Safari/604.1`, 5, undefined],
  ['DuckDuckGo on an iPhone', `${IPHONE} Version/17.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`, 5, undefined],
  ['the Google app on an iPhone', `${IPHONE} GSA/317.0.634488990 Mobile/15E148 Safari/604.1`, 5, undefined],
  ['Instagram on an iPhone', `${IPHONE} Mobile/21F90 Instagram 333.0.6.34.91 (iPhone14,5; iOS 17_5_1)`, 5, undefined],
  ['an app that shows a page', `${IPHONE} Mobile/15E148`, 5, undefined],
  ['Firefox on Android', 'Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0', 5, 'firefox-menu'],
  ['Firefox on a computer', 'Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0', 0, undefined],
  [
    'Chrome on Android',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36',
    5,
    undefined,
  ],
  [
    'the browser of old Androids',
    'Mozilla/5.0 (Linux; U; Android 4.1; en-us; GT-N7100) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30',
    5,
    undefined,
  ],
  [
    'Chrome on a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36',
    0,
    undefined,
  ],
  [
    'GNOME Web',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
    0,
    undefined,
  ],
];

it.each(cases)('%s', (_browser, userAgent, maxTouchPoints, way) => {
  expect(installWay({ userAgent, maxTouchPoints })).toBe(way);
});
