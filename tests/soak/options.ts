/** Environment variables that tell the soak how long it takes, and which random use it is. */
export const MINUTES_VARIABLE = 'AFTERIMAGE_SOAK_MINUTES';
export const SEED_VARIABLE = 'AFTERIMAGE_SOAK_SEED';
