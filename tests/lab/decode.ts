/// <reference types="vite/client" />
/// <reference types="trusted-types" />
import { Decoder } from '../../src/loading/decode/decoder.ts';
import { startDecodeWorker } from '../../src/loading/decode/start-decode-worker.ts';

const lab = { decoder: new Decoder(startDecodeWorker), Decoder, startDecodeWorker };
Object.assign(globalThis, { lab });
