import { contract } from './contract.ts';
import { gateway, GATEWAY_NAME, selfSigned } from './wechat-gateway.ts';
import { WeChatLine } from './wechat-line.ts';

const certificate = selfSigned();
if (certificate === null) {
  process.stdout.write('WeChat through a gateway is not tested: no openssl to make a certificate with.\n');
} else {
  contract({
    name: 'WeChat through a gateway',
    limit: 2048,
    unit: 'bytes',
    repeats: true,
    open: async () =>
      WeChatLine.open(await gateway(certificate), { tls: { caCert: certificate.cert, serverName: GATEWAY_NAME } }),
  });
}
