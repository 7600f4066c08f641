/** How somebody installs the app by themselves, where the browser can do it and does not offer it. */
export type InstallWay = 'home-screen' | 'dock' | 'firefox-menu';

/** What a browser says of itself. */
export type BrowserTraits = Pick<Navigator, 'userAgent' | 'maxTouchPoints'>;

/** From this version on Safari puts websites into the Dock. */
const SAFARI_WITH_DOCK = 17;

/** The way that this browser has; `undefined` where it has none, or that is not known. */
export function installWay({ userAgent, maxTouchPoints }: BrowserTraits): InstallWay | undefined {
  if (/^Mozilla\/5\.0 \(Android [^)]*\) Gecko\/\S+ Firefox\/\S+$/.test(userAgent)) return 'firefox-menu';
  // Browsers within other apps, and other browsers on these systems, put their own name somewhere in between.
  const [, system = '', version] =
    /^Mozilla\/5\.0 \(([^)]*)\) AppleWebKit\/\S+ \(KHTML, like Gecko\) Version\/(\d+)\S* (?:Mobile\/\S+ )?Safari\/\S+$/.exec(
      userAgent,
    ) ?? [];
  if (/^(?:iPhone|iPad|iPod)/.test(system)) return 'home-screen';
  if (!system.startsWith('Macintosh')) return undefined;
  // An iPad says that it is a Mac, and no Mac can be touched.
  if (maxTouchPoints > 1) return 'home-screen';
  return Number(version) >= SAFARI_WITH_DOCK ? 'dock' : undefined;
}
