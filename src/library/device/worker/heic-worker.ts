import type { HeicRequest } from '../import-messages.ts';
import { answerWith } from './answer-with.ts';
import { decodeHeic } from './decode-heic.ts';

answerWith(({ file }: HeicRequest) => decodeHeic(file));
