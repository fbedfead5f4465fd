import { expect, test } from 'vitest';
import { moveTo } from './credentials.ts';
import { credentialsText } from './sandbox-text.ts';

const credentials = {
  url: 'http://127.0.0.1:4300',
  workspace: { id: '1', name: 'Sandbox' },
  inlet: { baseUrl: 'http://127.0.0.1:4300/inlet/v1', token: 'inlet_pat_x' },
  inbox: { url: 'http://127.0.0.1:4300/inbox', email: 'admin@x.invalid', password: 'p' },
  somevendor: {
    baseUrl: 'http://127.0.0.1:4300/v2',
    redirectUri: 'http://127.0.0.1:43001/callback',
    keys: { admin: 'a', nested: ['http://127.0.0.1:4300/x'] },
  },
};

test('every address below the old one moves to the new one, and nothing else changes', () => {
  expect(moveTo('https://inbox.example.com', credentials)).toEqual({
    url: 'https://inbox.example.com',
    workspace: { id: '1', name: 'Sandbox' },
    inlet: { baseUrl: 'https://inbox.example.com/inlet/v1', token: 'inlet_pat_x' },
    inbox: { url: 'https://inbox.example.com/inbox', email: 'admin@x.invalid', password: 'p' },
    somevendor: {
      baseUrl: 'https://inbox.example.com/v2',
      redirectUri: 'http://127.0.0.1:43001/callback',
      keys: { admin: 'a', nested: ['https://inbox.example.com/x'] },
    },
  });
});

test('the table has a block for each part and a line for each value', () => {
  expect(credentialsText(credentials)).toBe(`\
url              http://127.0.0.1:4300
workspace
  id             1
  name           Sandbox
inlet
  baseUrl        http://127.0.0.1:4300/inlet/v1
  token          inlet_pat_x
inbox
  url            http://127.0.0.1:4300/inbox
  email          admin@x.invalid
  password       p
somevendor
  baseUrl        http://127.0.0.1:4300/v2
  redirectUri    http://127.0.0.1:43001/callback
  keys.admin     a
  keys.nested.0  http://127.0.0.1:4300/x`);
});
