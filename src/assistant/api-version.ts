/** Version of the API; it changes when clients have to change. */
export const API_VERSION = '1.0.0';
