import { createServer as createHttpServer, type Server, type ServerResponse } from 'node:http';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { type Listening, listen } from '../../src/indexer/listen.ts';
import { createServer } from '../../src/indexer/server.ts';
import type {
  LibraryJson,
  LookupJson,
  LookupPartJson,
  PhotoJson,
  SectionFileJson,
} from '../../src/shared/library-format.ts';
import { detailed } from './pictures.ts';
import { APP } from './site.ts';

/** So many pictures differ; each stands for many photos. */
const DIFFERENT = 24;
/** Long side of the pictures, in px, by the folder that they seem to lie in. */
const SIDES: Readonly<Record<string, number>> = { thumbnails: 480, screens: 1600, originals: 3200 };
/** Landscape, upright, square and the odd panorama, as in real albums. */
const RATIOS = [1.5, 4 / 3, 0.75, 1.5, 1, 2 / 3, 1.5, 4 / 3, 2.4, 1.5];
const NEWEST_YEAR = 2026;
/** Of ids, which tell the part of the lookup. */
const DIGITS = 2;

interface Picture {
  readonly bytes: Buffer;
  readonly thumbhash: string;
}

/** A real server whose library lies nowhere: months and pictures are made when they are asked for, so it may be of any size. */
export class SyntheticSite {
  /** Paths in the order in which they were asked for. */
  readonly requests: string[] = [];
  readonly #total: number;
  readonly #perMonth: number;
  readonly #counts: readonly number[];
  readonly #pictures = new Map<string, Promise<Picture>>();
  #listening: Listening | undefined;
  #app: Server | undefined;

  /** `total` photos, in as many months as they fill with `perMonth` each. */
  constructor(total: number, perMonth = 400) {
    this.#total = total;
    this.#perMonth = perMonth;
    const months = Math.ceil(total / perMonth);
    this.#counts = Array.from({ length: months }, (_, month) => Math.min(perMonth, total - month * perMonth));
  }

  get url(): string {
    return this.#listening?.address ?? '';
  }

  async start(port = 0): Promise<void> {
    // Made before anybody waits for them.
    for (let kind = 0; kind < DIFFERENT; kind += 1) await this.#picture('thumbnails', kind);
    const app = createServer({ app: APP, library: APP, originals: new Map() });
    this.#app = app;
    const server = createHttpServer((request, response) => {
      const path = new URL(request.url ?? '', 'http://any').pathname;
      this.requests.push(path);
      if (!path.startsWith('/library/')) app.emit('request', request, response);
      else this.#answer(path.slice('/library/'.length), response).catch(() => response.destroy());
    });
    this.#listening = await listen(server, 'localhost', port);
  }

  async stop(): Promise<void> {
    await this.#listening?.close();
    this.#app?.close();
    this.#listening = undefined;
  }

  async #answer(path: string, response: ServerResponse): Promise<void> {
    if (path === 'library.json') return sendJson(response, this.#index());
    const [, month] = /^sections\/(\d+)\.json$/.exec(path) ?? [];
    if (month) return sendJson(response, await this.#section(Number(month)));
    if (path === 'lookup/parts.json') return sendJson(response, this.#lookup());
    const [, key] = /^lookup\/([0-9a-f]+)\.json$/.exec(path) ?? [];
    if (key) return sendJson(response, this.#lookupPart(key));
    const [, folder, index] = /^(thumbnails|screens|originals)\/photo-(\d+)\.jpg$/.exec(path) ?? [];
    if (!folder || !index) {
      response.writeHead(404).end();
      return;
    }
    const { bytes } = await this.#picture(folder, Number(index) % DIFFERENT);
    response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(bytes);
  }

  #index(): LibraryJson {
    const sections = this.#counts.map((count, month) => ({ id: idOf(month), count, href: `sections/${month}.json` }));
    return { version: 1, title: 'Synthetic', total: this.#total, sections, lookup: 'lookup/parts.json' };
  }

  #lookup(): LookupJson {
    const keys = Array.from({ length: 16 ** DIGITS }, (_, key) => key.toString(16).padStart(DIGITS, '0'));
    return { digits: DIGITS, parts: Object.fromEntries(keys.map((key) => [key, `${key}.json`])) };
  }

  #lookupPart(key: string): LookupPartJson {
    const months: Record<string, string[]> = {};
    // The first digits of an id are the last of its number.
    const first = Number.parseInt([...key].reverse().join(''), 16);
    for (let index = first; index < this.#total; index += 16 ** DIGITS) {
      const month = idOf(Math.floor(index / this.#perMonth));
      months[month] ??= [];
      months[month].push(idOfPhoto(index));
    }
    return { months };
  }

  async #section(month: number): Promise<SectionFileJson> {
    const first = this.#counts.slice(0, month).reduce((sum, count) => sum + count, 0);
    const length = this.#counts[month] ?? 0;
    return { photos: await Promise.all(Array.from({ length }, (_, index) => this.#photo(month, first + index))) };
  }

  async #photo(month: number, index: number): Promise<PhotoJson> {
    const { thumbhash } = await this.#picture('thumbnails', index % DIFFERENT);
    const { width, height } = sizeOf(index % DIFFERENT, 3200);
    return {
      id: idOfPhoto(index),
      title: `photo ${index}`,
      fileName: `photo ${index}.jpg`,
      ...{ width, height, thumbhash, type: 'image/jpeg', bytes: 1_000_000 },
      taken: `${idOf(month)}-15T12:00:00`,
      thumbnail: `../thumbnails/photo-${index}.jpg`,
      screen: `../screens/photo-${index}.jpg`,
      original: `../originals/photo-${index}.jpg`,
    };
  }

  #picture(folder: string, kind: number): Promise<Picture> {
    const key = `${folder} ${kind}`;
    const picture = this.#pictures.get(key) ?? makePicture(kind, SIDES[folder] ?? 0);
    this.#pictures.set(key, picture);
    return picture;
  }
}

/** As evenly spread as real ones: the digits that differ most come first. */
export function idOfPhoto(index: number): string {
  return [...index.toString(16).padStart(32, '0')].reverse().join('');
}

/** The months from the newest on. */
function idOf(month: number): string {
  return `${NEWEST_YEAR - Math.floor(month / 12)}-${String(12 - (month % 12)).padStart(2, '0')}`;
}

function sizeOf(kind: number, side: number): { width: number; height: number } {
  const ratio = RATIOS[kind % RATIOS.length] ?? 1;
  return ratio >= 1
    ? { width: side, height: Math.round(side / ratio) }
    : { width: Math.round(side * ratio), height: side };
}

/** As many details as a photo has, in a tint of its own. */
async function makePicture(kind: number, side: number): Promise<Picture> {
  const picture = (await detailed(sizeOf(kind, side))).modulate({
    hue: Math.round((360 * kind) / DIFFERENT),
    saturation: 2,
  });
  const png = await picture.png({ compressionLevel: 1 }).toBuffer();
  const bytes = await sharp(png).jpeg({ quality: 64 }).toBuffer();
  const small = await sharp(png)
    .resize(64, 64, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const hash = rgbaToThumbHash(small.info.width, small.info.height, small.data);
  return { bytes, thumbhash: Buffer.from(hash).toString('base64') };
}

function sendJson(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
