/** Identifier of a security requirement, as it stands in the name of each test that proves it. */
export const REQUIREMENT_ID = /\b(?:TEN|AUTH|WH|SEC|INP|WEB|AI|CMP|AUD|AVL|DAT|OPS)-\d{2}\b/g;
