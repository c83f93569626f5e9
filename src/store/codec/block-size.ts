/** More quantities than this do not fit one block. */
export const mostInBlock = 2 ** 20
