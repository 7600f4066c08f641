/** The tests in this folder that are about what people do with the app; the others are about engines, and what drives them. */
export const ACCEPTANCE = ['app', 'collage', 'collage-page', 'decoding', 'device', 'live-log', 'pinning'];
