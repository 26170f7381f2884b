// Errors as callers meet them: real Error objects with a stable `code`.

/**
 * @param {string} code one of the codes of ErrorCode in index.d.ts
 * @param {string} message
 * @param {unknown} [cause] what it came from
 */
export function fail(code, message, cause) {
  const error = new Error(message, cause === undefined ? undefined : { cause });
  error.code = code;
  return error;
}

/** Whether the error is one that newsgloss made on purpose. Node's own codes are in capitals. */
export function isOurs(error) {
  return typeof error?.code === "string" && /^[a-z]+(-[a-z]+)*$/.test(error.code);
}
