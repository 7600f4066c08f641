import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { describeProblem, type Problem } from '../../../src/indexer/problems.ts';
import { folderWith, indexed, jpeg, plain } from './fixtures.ts';

/** Why the only file of a folder was left out; a good photo lies beside it and must be indexed. */
async function problemOf(name: string, bytes: string | Uint8Array): Promise<Problem | undefined> {
  const { result } = await indexed(await folderWith({ [name]: bytes, 'good.jpg': await jpeg('#aa0000') }));
  expect(result.photos).toBe(1);
  return result.problems.find(({ path }) => path === name)?.problem;
}

/** A valid PNG header of any size, with no pixels behind it. */
function pngHeader(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const content = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(body.length, 0);
    frame.writeUInt32BE(crc32(content), 4);
    return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
  };
  const ihdr = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', ihdr),
    chunk('IDAT', Buffer.alloc(16)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('left out, with its reason:', () => {
  it('an empty file', async () => {
    expect(await problemOf('empty.jpg', '')).toEqual({ reason: 'empty' });
  });

  it.each([
    ['page.jpg', '<!DOCTYPE html><p>404', 'HTML'],
    ['feed.png', '<?xml version="1.0"?><a/>', 'XML'],
    ['note.webp', 'Dear diary', 'text'],
    ['zip.heic', Buffer.from('504b0304140000000800', 'hex'), 'ZIP'],
    ['noise.gif', Buffer.from([1, 2, 3, 250]), 'not a picture'],
  ])('the misnamed file %s', async (name, bytes, really) => {
    expect(await problemOf(name, bytes)).toEqual({ reason: 'misnamed', really });
  });

  it('a picture of a kind that is not read', async () => {
    const tiff = await plain('#123456').tiff().toBuffer();
    expect(await problemOf('scan.tif', tiff)).toEqual({ reason: 'unsupported', kind: 'TIF' });
  });

  it('a decode bomb, from its header', async () => {
    const problem = await problemOf('bomb.png', pngHeader(65_536, 65_536));
    expect(problem).toEqual({ reason: 'too-large', width: 65_536, height: 65_536 });
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('a truncated %s', async (format) => {
    const noise = {
      create: {
        width: 200,
        height: 200,
        channels: 3 as const,
        noise: { type: 'gaussian' as const, mean: 128, sigma: 60 },
      },
    };
    const { default: sharp } = await import('sharp');
    const whole = await sharp({ ...noise, create: { ...noise.create, background: 'white' } })
      .toFormat(format)
      .toBuffer();
    const problem = await problemOf(`cut.${format}`, whole.subarray(0, Math.floor(whole.length * 0.8)));
    expect(problem?.reason).toBe('broken');
  });

  it.each(['jpg', 'png', 'webp', 'gif', 'avif', 'heic'])(
    'a .%s of which only the signature is right',
    async (extension) => {
      const signatures: Record<string, Buffer> = {
        jpg: Buffer.from('ffd8ffe000104a464946', 'hex'),
        png: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
        webp: Buffer.from('RIFF\x10\0\0\0WEBPVP8 '),
        gif: Buffer.from('GIF89a'),
        avif: Buffer.from('\0\0\0\x18ftypavif\0\0\0\0mif1avif'),
        heic: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
      };
      const bytes = Buffer.concat([signatures[extension] ?? Buffer.alloc(0), Buffer.alloc(5000, 0xa5)]);
      expect(await problemOf(`bad.${extension}`, bytes)).toBeDefined();
    },
  );
});

it('bytes after the end of a photo do no harm', async () => {
  const bytes = Buffer.concat([await jpeg('#00bb00'), Buffer.alloc(500, 7)]);
  const { result } = await indexed(await folderWith({ 'tail.jpg': bytes }));
  expect(result).toMatchObject({ photos: 1, problems: [] });
});

it('metadata that makes no sense costs no photo', async () => {
  const photo = await plain('#00bb00')
    .withExif({ IFD0: { Make: 'X' } })
    .jpeg()
    .toBuffer();
  const at = photo.indexOf('Exif') + 10;
  photo.fill(0xff, at, at + 12);
  const { result, library } = await indexed(await folderWith({ 'odd.jpg': photo }));
  expect(result.photos).toBe(1);
  expect(library.photos[0]?.camera).toBeUndefined();
});

it('every reason has its sentence', () => {
  expect(describeProblem({ reason: 'too-large', width: 65_536, height: 65_536 })).toBe(
    '65536 × 65536 pixels is more than the limit of 268 megapixels',
  );
  expect(describeProblem({ reason: 'misnamed', really: 'HTML' })).toBe('misnamed: it is really HTML');
});
