import { lookAfterLost } from '../lost.ts';
import { checkSome } from '../reconcile/check.ts';
import { inSmallSteps } from '../reconcile/in-small-steps.ts';
import { recoverFound } from '../reconcile/recover-found.ts';

/** Brings the books in line with Cache Storage, for apps whose worker knows no library. */
export const reconcileFound = inSmallSteps(async () => {}, [lookAfterLost, recoverFound, checkSome]);
