import type { ImportAnswers, ImportRequest } from '../import-messages.ts';
import { answerWith } from './answer-with.ts';
import { developPhoto } from './develop-photo.ts';
import { inspectFile } from './inspect-file.ts';

/** The page ends the worker to cancel. */
const never = new AbortController().signal;

answerWith((request: ImportRequest): Promise<ImportAnswers[ImportRequest['type']]> => {
  switch (request.type) {
    case 'inspect':
      return inspectFile(request.file, Date.now());
    case 'develop':
      return developPhoto(request.picture, never);
    default:
      return request satisfies never;
  }
});
