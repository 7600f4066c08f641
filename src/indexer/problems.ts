import { messageOf } from '../shared/message-of.ts';

/** Why a file that looks like a photo is not in the library. One closed union, so that every reason has its sentence. */
export type Problem =
  | { reason: 'empty' }
  | { reason: 'unreadable'; code: string }
  | { reason: 'odd-name' }
  | { reason: 'misnamed'; really: string }
  | { reason: 'unsupported'; kind: string }
  | { reason: 'too-large'; width: number; height: number }
  | { reason: 'broken'; detail: string }
  | { reason: 'stuck'; seconds: number };

/** A file that was left out, by the path that the user knows it by. */
export interface FileProblem {
  path: string;
  problem: Problem;
}

/** Thrown while one file is read; caught once, where the file is entered in the state. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(describeProblem(problem));
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/**
 * Whether reading the same bytes again must give the same problem. A missing permission or a slow machine may pass,
 * so such a file is tried again on the next run.
 */
export function isLasting(problem: Problem): boolean {
  return problem.reason !== 'unreadable' && problem.reason !== 'stuck';
}

/** The reason in plain words, without the path. */
export function describeProblem(problem: Problem): string {
  switch (problem.reason) {
    case 'empty':
      return 'the file is empty';
    case 'unreadable':
      return `the file cannot be read (${problem.code})`;
    case 'odd-name':
      return 'its name is not valid UTF-8; rename it to have it indexed';
    case 'misnamed':
      return `misnamed: it is really ${problem.really}`;
    case 'unsupported':
      return `${problem.kind} pictures are not supported`;
    case 'too-large':
      return `${problem.width} × ${problem.height} pixels is more than the limit of 268 megapixels`;
    case 'broken':
      return `broken: ${problem.detail}`;
    case 'stuck':
      return `decoding did not end within ${problem.seconds} s`;
    default:
      return problem satisfies never;
  }
}

/** Turns whatever was thrown while reading one file into a problem. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const code = systemCode(error);
  if (code !== undefined) return { reason: 'unreadable', code };
  return { reason: 'broken', detail: firstLine(messageOf(error)) };
}

/** The code of a Node.js system error such as `ENOENT`, or undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Decoders answer with several lines and internal names; the first is what helps a person. */
function firstLine(message: string): string {
  const line = message.split('\n', 1)[0]?.trim() ?? '';
  return line === '' ? 'it cannot be decoded' : line.slice(0, 160);
}
