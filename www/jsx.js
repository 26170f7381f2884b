// There is nothing here but types: jsx.d.ts.
export {};
