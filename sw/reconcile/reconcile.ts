import { finishDeleting } from '../delete-everything.ts';
import { recoverDevicePhotos } from '../device/recover.ts';
import { lookAfterLost } from '../lost.ts';
import { checkSome } from './check.ts';
import { inSmallSteps } from './in-small-steps.ts';
import { recoverSome } from './recover.ts';

/** Brings the books of all tiers in line with Cache Storage. */
export const reconcile = inSmallSteps(finishDeleting, [lookAfterLost, recoverDevicePhotos, recoverSome, checkSome]);
