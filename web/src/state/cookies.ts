const PROBE = 'coddle-probe';

/**
 * Whether this browser keeps no cookies for the page. Chromium says that cookies are enabled where the person blocks
 * them for a site, so one is set and read.
 */
export function areCookiesBlocked(): boolean {
  try {
    document.cookie = `${PROBE}=1; SameSite=Strict; Max-Age=60`;
    const isKept = document.cookie.includes(`${PROBE}=1`);
    document.cookie = `${PROBE}=; SameSite=Strict; Max-Age=0`;
    return !isKept;
  } catch {
    return true;
  }
}
