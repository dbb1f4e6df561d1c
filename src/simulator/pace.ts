/** How fast simulated time runs, as the end of "simulated time runs". @param speed simulated seconds per second */
export const paceOf = (speed: number): string => (speed === 1 ? 'at real speed' : `${speed} times faster`);
