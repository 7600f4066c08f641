import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CreditJson } from '../shared/library-format.ts';
import { FolderError } from './find-files.ts';
import type { Source, SourceList } from './sources.ts';

interface SamplePackage {
  name: string;
  folder: string;
  credit: CreditJson;
  /** File, title, and a date that is made up: these files carry none that means anything. */
  photos: readonly (readonly [file: string, title: string, taken: string])[];
}

const PACKAGES: readonly SamplePackage[] = [
  {
    name: '@solid-design-system/placeholders',
    folder: 'src/images',
    credit: {
      text: 'Photos: Unsplash, from Solid Design System placeholders (Unsplash License)',
      href: 'https://unsplash.com/license',
    },
    photos: [
      ['couple-moving-01', 'Choosing a sofa', '2025-01-18T11:20:00'],
      ['couple-moving-02', 'A nap among the boxes', '2025-01-18T15:05:00'],
      ['couple-moving-03', 'Packing the last box', '2025-01-17T10:40:00'],
      ['friends', 'The new bedroom', '2025-01-19T09:30:00'],
      ['family-reading', 'A story before breakfast', '2024-12-26T08:45:00'],
      ['family-play-01', 'Waiting for a turn', '2024-12-25T14:10:00'],
      ['family-play-02', 'Two players', '2024-12-25T14:25:00'],
      ['family-play-03', 'Learning to fly', '2024-12-27T10:15:00'],
      ['senior-coffee', 'First coffee at the window', '2024-12-28T09:00:00'],
      ['skyline', 'Old town at dusk', '2024-11-09T17:10:00'],
      ['city-night-01', 'Bridge at night', '2024-11-22T20:30:00'],
      ['city-night-02', 'City at night', '2024-11-23T21:05:00'],
      ['city-day-01', 'An empty square', '2024-11-21T10:00:00'],
      ['city-day-02', 'Sunset from the balcony', '2024-11-20T16:40:00'],
      ['architecture', 'The station roof', '2024-10-12T13:15:00'],
      ['architecture-interior', 'Stairs of the library', '2024-10-12T15:50:00'],
      ['coffeeshop', 'At the coffee shop', '2024-10-05T11:30:00'],
      ['senior-yoga', 'Yoga in the greenhouse', '2024-09-14T09:20:00'],
      ['family', 'On his shoulders', '2024-09-08T16:00:00'],
    ],
  },
  {
    name: '@strapi/template-blog',
    folder: 'template/data/uploads',
    credit: { text: 'Photos: Strapi blog template (MIT)', href: 'https://www.npmjs.com/package/@strapi/template-blog' },
    photos: [
      ['coffee-art', 'Pouring a leaf', '2024-10-05T11:40:00'],
      ['coffee-beans', 'From bean to cup', '2024-10-06T10:10:00'],
      ['coffee-shadow', 'Coffee and its shadow', '2024-10-20T15:00:00'],
      ['we-love-pizza', 'Pizza for everyone', '2024-09-08T19:30:00'],
      ['beautiful-picture', 'Lights below the glacier', '2024-09-28T19:45:00'],
    ],
  },
];

/**
 * The photos that are shown when no folder is named. They come with development dependencies.
 *
 * @throws FolderError when those are not installed.
 */
export function sampleList(): SourceList {
  const sources = PACKAGES.flatMap(sourcesOf).sort((a, b) => (a.path < b.path ? -1 : 1));
  return { title: 'Sample photos', sources, credits: PACKAGES.map((sample) => sample.credit), problems: [] };
}

function sourcesOf({ name, folder, photos }: SamplePackage): Source[] {
  const directory = join(packageFolder(name), folder);
  return photos.map(([base, title, taken]) => {
    const path = `${base}.jpg`;
    return { path, file: join(directory, path), title, taken };
  });
}

/** Looks where Node.js would, without asking the package for an entry point: these have none. */
function packageFolder(name: string): string {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const found = places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, 'package.json')));
  if (found !== undefined) return found;
  throw new FolderError(
    `The sample photos are not installed (${name} is missing). Run "npm install", or name a folder: npm start -- <folder>`,
  );
}
