// The visitor's account. Case "login": a rejected promise that nobody handles.

export class LoginError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = "LoginError";
  }
}

export async function logIn(mail, password) {
  const query = new URLSearchParams({ user: mail, password });
  try {
    return await readProfile(`/missing/login?${query}`);
  } catch (error) {
    throw new LoginError(`login with ${query} failed`, { cause: error });
  }
}

async function readProfile(address) {
  const response = await fetch(address);
  return parseProfile(await response.text());
}

function parseProfile(text) {
  return JSON.parse(text);
}
