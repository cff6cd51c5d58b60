/** A gateway as in production: gRPC with TLS, a certificate of its own, and a token. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Gateway } from './wechat-line.ts';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** The name in the gateway's certificate. */
export const GATEWAY_NAME = 'gateway.fuwen.test';

/** A certificate signed by itself, made by openssl; null when there is none on this machine. */
export function selfSigned(): Certificate | null {
  const folder = mkdtempSync(join(tmpdir(), 'fuwen-cert-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', `/CN=${GATEWAY_NAME}`, '-addext', `subjectAltName=DNS:${GATEWAY_NAME}`];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject],
      { stdio: 'ignore' },
    );
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The part of the token before `_` is what wechaty takes for the server's name unless told otherwise. */
export async function gateway(certificate: Certificate): Promise<Gateway> {
  return {
    token: `insecure_${randomUUID()}`,
    endpoint: `127.0.0.1:${await freePort()}`,
    tls: { serverCert: certificate.cert, serverKey: certificate.key },
  };
}
