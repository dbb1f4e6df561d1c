/**
 * No table changes: from version 2 on the records of cooks hold domain types, where version 1 held API responses. The
 * feature that owns the rows reads both. The number keeps an older server, which would misread them, from opening the
 * database.
 */
export const RECORDS_AS_DOMAIN_TYPES = '';
