/**
 * The static library on disk and on the wire: what the indexer writes and the page reads.
 * `library.json` holds counts only, so a million photos open as fast as a hundred; each section is a file of its own.
 */
export {};
