// A chain in memory, driven by lines of JSON: one request on the input, one answer on the output. First line out: what the contracts compiled to.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createBlock } from '@ethereumjs/block';
import { createCustomCommon, Hardfork, Mainnet } from '@ethereumjs/common';
import { createLegacyTx } from '@ethereumjs/tx';
import { bytesToHex, createAddressFromString, hexToBytes } from '@ethereumjs/util';
import { createVM, runTx } from '@ethereumjs/vm';
import { getAddress, Interface, keccak256, recoverAddress, toBeHex, TypedDataEncoder, Wallet } from 'ethers';
import solc from 'solc';

const [contracts, here] = process.argv.slice(2);
const files = [join(contracts, 'RiskClusterMargin.sol'), join(contracts, 'RiskGated.sol'), join(here, 'TestToken.sol')];

function compile() {
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(files.map((file) => [basename(file), { content: readFileSync(file, 'utf8') }])),
    settings: { evmVersion: 'cancun', optimizer: { enabled: true, runs: 1000 }, outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  const problems = (output.errors ?? []).map((problem) => problem.formattedMessage);
  const artifacts = {};
  for (const units of Object.values(output.contracts ?? {}))
    for (const [name, unit] of Object.entries(units))
      artifacts[name] = { code: unit.evm.bytecode.object, size: unit.evm.deployedBytecode.object.length / 2, abi: new Interface(unit.abi) };
  return { problems, artifacts };
}

const { problems, artifacts } = compile();
const wallets = [1, 2, 3, 4].map((n) => new Wallet(toBeHex(n, 32)));
let vm, common, timestamp, number;

async function reset({ chainId }) {
  common = createCustomCommon({ chainId }, Mainnet, { hardfork: Hardfork.Cancun });
  vm = await createVM({ common });
  [timestamp, number] = [1_770_220_800n, 1n];
  return { accounts: wallets.map((wallet) => wallet.address) };
}

async function transact(from, to, data, errors) {
  const block = createBlock({ header: { number: number++, timestamp, gasLimit: 60_000_000n, baseFeePerGas: 0n } }, { common });
  const tx = createLegacyTx({ nonce: 0n, gasPrice: 0n, gasLimit: 16_000_000n, to, data, value: 0n }, { common }).sign(hexToBytes(wallets[from].privateKey));
  const result = await runTx(vm, { tx, block, skipNonce: true, skipBalance: true });
  const failure = result.execResult.exceptionError;
  return {
    ok: !failure,
    gas: Number(result.totalGasSpent),
    error: failure ? errorName(errors, bytesToHex(result.execResult.returnValue), failure.error) : null,
    address: result.createdAddress ? getAddress(result.createdAddress.toString()) : null,
  };
}

function errorName(abi, data, fallback) {
  if (data === '0x') return fallback;
  for (const artifact of [abi, ...Object.values(artifacts).map((item) => item.abi)]) {
    const error = artifact.parseError(data);
    if (error) return error.name;
  }
  return data;
}

async function call({ contract, to, method, args }) {
  const { abi } = artifacts[contract];
  const block = createBlock({ header: { number, timestamp, gasLimit: 60_000_000n, baseFeePerGas: 0n } }, { common });
  const result = await vm.evm.runCall({ to: createAddressFromString(to), data: hexToBytes(abi.encodeFunctionData(method, args)), isStatic: true, block, gasLimit: 16_000_000n });
  const failure = result.execResult.exceptionError;
  const data = bytesToHex(result.execResult.returnValue);
  return failure ? { ok: false, error: errorName(abi, data, failure.error) } : { ok: true, value: abi.decodeFunctionResult(method, data) };
}

const operations = {
  reset,
  call,
  deploy: ({ contract, args }) => transact(0, undefined, '0x' + artifacts[contract].code + artifacts[contract].abi.encodeDeploy(args).slice(2), artifacts[contract].abi),
  send: ({ from, contract, to, method, args }) => transact(from, to, artifacts[contract].abi.encodeFunctionData(method, args), artifacts[contract].abi),
  encode: ({ contract, method, args }) => ({ data: artifacts[contract].abi.encodeFunctionData(method, args) }),
  pass: ({ seconds }) => ({ timestamp: Number((timestamp += BigInt(seconds))) }),
  keccak: ({ data }) => ({ hash: keccak256(data) }),
  digest: ({ domain, types, value }) => ({ digest: TypedDataEncoder.hash(domain, types, value) }),
  recover: ({ digest, r, s, v }) => ({ signer: recoverAddress(digest, { r, s, v }) }),
  // A signature of a library that is not ours.
  sign: ({ from, digest }) => wallets[from].signingKey.sign(digest).toJSON(),
};

const write = (answer) => process.stdout.write(JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? value.toString() : value)) + '\n');
write({ problems, sizes: Object.fromEntries(Object.entries(artifacts).map(([name, artifact]) => [name, artifact.size])) });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const request = JSON.parse(line);
    write(await operations[request.op](request));
  } catch (problem) {
    write({ fault: String(problem.stack ?? problem) });
  }
}
