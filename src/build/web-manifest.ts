import type { ManifestOptions } from 'vite-plugin-pwa';
import { SHARE_FIELD, SHARE_PATH } from '../shared/share-target.ts';

/** The web app manifest. URLs are relative, so that the app can be installed from any path. */
export const webManifest: Partial<ManifestOptions> = {
  id: 'afterimage',
  name: 'Afterimage',
  short_name: 'Afterimage',
  description: 'Your photos, offline: a photo library with two cache tiers and an overlay that shows them at work.',
  lang: 'en',
  dir: 'ltr',
  start_url: './',
  scope: './',
  display: 'standalone',
  display_override: ['standalone', 'minimal-ui'],
  orientation: 'any',
  background_color: '#101112',
  theme_color: '#101112',
  categories: ['photo', 'utilities'],
  icons: [
    { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: 'icons/monochrome-512.png', sizes: '512x512', type: 'image/png', purpose: 'monochrome' },
  ],
  share_target: {
    action: `./${SHARE_PATH}`,
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { files: [{ name: SHARE_FIELD, accept: ['image/*', '.heic', '.heif'] }] },
  },
  file_handlers: [
    {
      action: './',
      accept: {
        'image/jpeg': ['.jpg', '.jpeg'],
        'image/png': ['.png'],
        'image/webp': ['.webp'],
        'image/avif': ['.avif'],
        'image/gif': ['.gif'],
        'image/heic': ['.heic'],
        'image/heif': ['.heif'],
      },
    },
  ],
  shortcuts: [
    {
      name: 'Photos with the tier overlay',
      short_name: 'Tier overlay',
      url: './?overlay',
      icons: [{ src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' }],
    },
  ],
  screenshots: [
    {
      src: 'screenshots/library-wide.jpg',
      sizes: '1440x900',
      type: 'image/jpeg',
      form_factor: 'wide',
      label: 'The library on a desktop, by month',
    },
    {
      src: 'screenshots/viewer-narrow.jpg',
      sizes: '780x1688',
      type: 'image/jpeg',
      form_factor: 'narrow',
      label: 'A photo on a phone, with the tier that served it',
    },
  ],
};
