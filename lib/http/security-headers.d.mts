/** Name and value of each header that every answer carries (WEB-02). */
export declare const SECURITY_HEADERS: readonly (readonly [name: string, value: string])[];
