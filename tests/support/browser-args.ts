/**
 * What Playwright switches off in Chromium. Only the last `--disable-features` counts, so ours has to name them again; a
 * gate compares them with what Playwright says itself.
 */
export const PLAYWRIGHTS_DISABLED_FEATURES: readonly string[] = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

/**
 * The suggestions under the address bar are two web pages of their own in each window of Chromium 156, and start together
 * with ours: 0.8 s of a core for each test, and half of what a start of the app seemed to take.
 */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/** How tests and measurements start Chromium. */
export const BROWSER_ARGS: readonly string[] = [
  `--disable-features=${[...PLAYWRIGHTS_DISABLED_FEATURES, ...ADDRESS_BAR].join(',')}`,
  // Chromium's sandbox refuses to run under root, as which CI runs.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
