// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.24;

/// @title Margins of RiskCluster, checked and kept for venues to enforce.
/// @notice The margin of an account is computed off chain. It counts here when enough governed signers attested it to this contract on this chain, or attested a whole margin cycle that it
/// is proved to be part of. Whatever is missing, late or paused counts as "no": no withdrawal, and no liquidation either.
/// @dev Amounts are whole numbers of 1e-6 USD. Accounts and owners are the keccak256 of their names. Times are unix milliseconds. The contract holds no funds and calls nobody but itself.
contract RiskClusterMargin {
    struct Signature {
        bytes32 r;
        bytes32 s;
        uint8 v;
    }

    /// @notice The margin of one account. In the signed type account and owner are strings: their keccak256 is what EIP-712 puts in their place.
    struct AttestedMargin {
        bytes32 account;
        bytes32 owner;
        uint8 status;
        int256 initialMargin;
        int256 maintenanceMargin;
        int256 equity;
        int256 ownerInitialExcess;
        int256 ownerMaintenanceExcess;
        int256 riskUnits;
        bytes32 riskUnitVersion;
        uint64 marketSeq;
        uint64 positionSeq;
        uint64 parametersVersion;
        bytes32 modelHash;
        uint64 timestampMs;
    }

    struct CycleAttestation {
        bytes32 root;
        uint64 leafCount;
        uint64 marketSeq;
        uint64 parametersVersion;
        bytes32 modelHash;
        uint64 timestampMs;
        uint64 expiryMs;
    }

    /// @notice What is kept of an account. `epoch` is that of the signers who vouched for it.
    struct Margin {
        int112 initialMargin;
        int112 maintenanceMargin;
        uint8 status;
        uint24 epoch;
        int128 equity;
        int128 riskUnits;
        int128 ownerInitialExcess;
        int128 ownerMaintenanceExcess;
        uint64 marketSeq;
        uint64 positionSeq;
        uint64 timestampMs;
        uint64 expiryMs;
        bytes32 owner;
    }

    struct Cycle {
        bytes32 root;
        bytes32 modelHash;
        uint64 leafCount;
        uint64 parametersVersion;
        uint64 timestampMs;
        uint64 expiryMs;
        uint24 epoch;
    }

    error TooFewSignatures(uint256 given, uint256 needed);
    error TooManySignatures();
    error MalleableSignature();
    error NotASigner(address recovered);
    error SignersDoNotRise();
    error Expired(uint64 expiryMs);
    error LivesTooLong(uint64 expiryMs);
    error NotNewer(uint64 marketSeq, uint64 keptSeq);
    error Loosens();
    error OutOfBounds();
    error UnknownCycle(uint64 marketSeq);
    error AnotherCycle();
    error NotInCycle();
    error Unhealthy(bytes32 account);
    error Unavailable(bytes32 account);
    error NotAdmin();
    error NotScheduled();
    error BadSigners();
    error BadSettings();

    event MarginUpdated(bytes32 indexed account, uint64 indexed marketSeq, uint64 positionSeq, int256 ownerInitialExcess, int256 ownerMaintenanceExcess);
    event CyclePosted(uint64 indexed marketSeq, bytes32 root, uint64 leafCount);
    event Scheduled(bytes32 indexed id, bytes call, uint256 readyAt);
    event Cancelled(bytes32 indexed id);
    event SignersSet(address[] signers, uint256 threshold);
    event SignerRevoked(address signer);
    event Paused(bool isPaused);
    event AdminSet(address admin);

    bytes32 private constant DOMAIN_TYPEHASH = keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant CYCLE_TYPEHASH =
        keccak256("CycleAttestation(bytes32 root,uint64 leafCount,uint64 marketSeq,uint64 parametersVersion,bytes32 modelHash,uint64 timestampMs,uint64 expiryMs)");
    bytes32 private constant MARGIN_TYPEHASH = keccak256(
        "AttestedMargin(string account,string owner,uint8 status,int256 initialMargin,int256 maintenanceMargin,int256 equity,int256 ownerInitialExcess,int256 ownerMaintenanceExcess,int256 riskUnits,bytes32 riskUnitVersion,uint64 marketSeq,uint64 positionSeq,uint64 parametersVersion,bytes32 modelHash,uint64 timestampMs)"
    );
    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "MarginAttestation(AttestedMargin margin,uint64 expiryMs,bytes32 cycleRoot)AttestedMargin(string account,string owner,uint8 status,int256 initialMargin,int256 maintenanceMargin,int256 equity,int256 ownerInitialExcess,int256 ownerMaintenanceExcess,int256 riskUnits,bytes32 riskUnitVersion,uint64 marketSeq,uint64 positionSeq,uint64 parametersVersion,bytes32 modelHash,uint64 timestampMs)"
    );

    /// @dev Half of the order of secp256k1: with a greater s the other form of the same signature would pass too.
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
    int256 private constant LARGEST_AMOUNT = 1e24;
    uint8 private constant DEGRADED = 1;
    uint8 private constant HALTED = 3;
    uint256 private constant MOST_SIGNERS = 16;
    uint256 private constant MOST_SIBLINGS = 32;
    uint256 private constant GRACE_SECONDS = 7 days;

    /// @notice How long whatever loosens has to wait in public.
    uint256 public immutable timelockSeconds;

    /// @notice No attestation may claim to hold for longer than this from now.
    uint64 public immutable maxLifetimeMs;

    address public admin;
    uint256 public threshold;
    bool public isPaused;

    /// @notice Rises whenever the signers change: what earlier signers vouched for no longer counts.
    uint24 public epoch;

    /// @notice Number of the newest cycle that was posted.
    uint64 public newestCycle;

    mapping(address => bool) public isSigner;
    mapping(bytes32 => uint256) public readyAt;
    mapping(uint64 => Cycle) public cycles;
    address[] private signers;
    mapping(bytes32 => Margin) private margins;

    modifier onlyAdmin() {
        if (msg.sender != admin) revert NotAdmin();
        _;
    }

    /// @dev Only through `execute`, after the timelock.
    modifier onlySelf() {
        if (msg.sender != address(this)) revert NotAdmin();
        _;
    }

    constructor(address admin_, address[] memory signers_, uint256 threshold_, uint256 timelockSeconds_, uint64 maxLifetimeMs_) {
        if (admin_ == address(0) || timelockSeconds_ < 1 hours || timelockSeconds_ > 365 days || maxLifetimeMs_ == 0) revert BadSettings();
        admin = admin_;
        timelockSeconds = timelockSeconds_;
        maxLifetimeMs = maxLifetimeMs_;
        _setSigners(signers_, threshold_);
    }

    // ---- what venues ask

    /// @notice True when the account's margin is live and its owner's equity covers the initial margin.
    function isHealthy(bytes32 account) public view returns (bool) {
        Margin storage kept = margins[account];
        return _isLive(kept) && kept.ownerInitialExcess >= 0;
    }

    /// @notice Reverts unless `isHealthy`.
    function requireHealthy(bytes32 account) external view {
        if (!isHealthy(account)) revert Unhealthy(account);
    }

    /// @notice What may leave the account: as much as its owner has over the initial margin, and as leaves the account its own maintenance margin, so that no venue is left with an account
    /// that only another venue's equity pays for. Reverts where the margin is not live.
    function withdrawable(bytes32 account) public view returns (uint256) {
        Margin storage kept = margins[account];
        if (!_isLive(kept)) revert Unavailable(account);
        int256 own = int256(kept.equity) - kept.maintenanceMargin;
        int256 free = own < kept.ownerInitialExcess ? own : int256(kept.ownerInitialExcess);
        return free > 0 ? uint256(free) : 0;
    }

    /// @notice Reverts unless `amount` may leave. The caller adds up what has left since the margin was attested.
    function requireWithdrawable(bytes32 account, uint256 amount) external view {
        if (amount > withdrawable(account)) revert Unhealthy(account);
    }

    /// @notice True when the account's margin is live and its owner's equity is below the maintenance margin. Never on a margin that is late, or of a market that is stale or halted.
    function isLiquidatable(bytes32 account) external view returns (bool) {
        Margin storage kept = margins[account];
        return _isLive(kept) && kept.ownerMaintenanceExcess < 0;
    }

    /// @notice What is kept of an account, and whether it may be relied upon now.
    function marginOf(bytes32 account) external view returns (Margin memory kept, bool isLive) {
        return (margins[account], _isLive(margins[account]));
    }

    // ---- what anybody may bring

    /// @notice Takes one account's attestation.
    /// @param cycleRoot Root of the tree that the margin belongs to; where that cycle is here already, the same root.
    /// @param signatures By rising signer, at least as many as the threshold.
    function updateSigned(AttestedMargin calldata margin, uint64 expiryMs, bytes32 cycleRoot, Signature[] calldata signatures) external {
        bytes32 marginHash = keccak256(abi.encode(MARGIN_TYPEHASH, margin));
        _verify(keccak256(abi.encode(ATTESTATION_TYPEHASH, marginHash, expiryMs, cycleRoot)), signatures);
        bytes32 known = cycles[margin.marketSeq].root;
        if (known != 0 && known != cycleRoot) revert AnotherCycle();
        _checkLifetime(margin.timestampMs, expiryMs);
        _keep(margin, expiryMs);
    }

    /// @notice Takes the root over all accounts of a cycle; the same cycle again only to extend its expiry.
    /// @param signatures By rising signer, at least as many as the threshold.
    function postCycle(CycleAttestation calldata cycle, Signature[] calldata signatures) external {
        _verify(keccak256(abi.encode(CYCLE_TYPEHASH, cycle)), signatures);
        _checkLifetime(cycle.timestampMs, cycle.expiryMs);
        if (cycle.root == 0 || cycle.leafCount == 0) revert OutOfBounds();
        Cycle storage kept = cycles[cycle.marketSeq];
        bool extends = cycle.marketSeq == newestCycle && kept.root == cycle.root && (cycle.expiryMs > kept.expiryMs || kept.epoch != epoch);
        if (cycle.marketSeq <= newestCycle && !extends) revert NotNewer(cycle.marketSeq, newestCycle);
        newestCycle = cycle.marketSeq;
        cycles[cycle.marketSeq] = Cycle(cycle.root, cycle.modelHash, cycle.leafCount, cycle.parametersVersion, cycle.timestampMs, cycle.expiryMs, epoch);
        emit CyclePosted(cycle.marketSeq, cycle.root, cycle.leafCount);
    }

    /// @notice Takes one account's margin by its place in a cycle that was posted.
    /// @param index Its place in the tree; left and right at each height are told by its bits.
    /// @param siblings From the leaf upwards.
    function update(AttestedMargin calldata margin, uint256 index, bytes32[] calldata siblings) external {
        Cycle storage cycle = cycles[margin.marketSeq];
        if (cycle.root == 0 || cycle.epoch != epoch) revert UnknownCycle(margin.marketSeq);
        if (cycle.expiryMs < _nowMs()) revert Expired(cycle.expiryMs);
        bool isSame = margin.modelHash == cycle.modelHash && margin.parametersVersion == cycle.parametersVersion && margin.timestampMs == cycle.timestampMs;
        if (!isSame || index >= cycle.leafCount) revert NotInCycle();
        if (_root(keccak256(abi.encode(MARGIN_TYPEHASH, margin)), index, siblings) != cycle.root) revert NotInCycle();
        _keep(margin, cycle.expiryMs);
    }

    // ---- governance: what tightens works at once, what loosens waits

    /// @notice Takes a signer away at once. Fewer signers than the threshold attest nothing: everything closes until new ones come through the timelock.
    function revokeSigner(address signer) external onlyAdmin {
        if (!isSigner[signer]) revert NotASigner(signer);
        isSigner[signer] = false;
        epoch++;
        emit SignerRevoked(signer);
    }

    /// @notice Closes everything at once.
    function pause() external onlyAdmin {
        isPaused = true;
        emit Paused(true);
    }

    /// @notice Announces a call of `setSigners`, `unpause` or `setAdmin`.
    function schedule(bytes calldata call) external onlyAdmin {
        bytes32 id = keccak256(call);
        readyAt[id] = block.timestamp + timelockSeconds;
        emit Scheduled(id, call, readyAt[id]);
    }

    /// @notice Takes an announcement back.
    function cancel(bytes32 id) external onlyAdmin {
        if (readyAt[id] == 0) revert NotScheduled();
        delete readyAt[id];
        emit Cancelled(id);
    }

    /// @notice Does what was announced, once, within seven days after its time has come.
    function execute(bytes calldata call) external onlyAdmin {
        bytes32 id = keccak256(call);
        uint256 ready = readyAt[id];
        if (ready == 0 || block.timestamp < ready || block.timestamp > ready + GRACE_SECONDS) revert NotScheduled();
        delete readyAt[id];
        (bool isDone, bytes memory problem) = address(this).call(call);
        if (!isDone) {
            assembly ("memory-safe") {
                revert(add(problem, 32), mload(problem))
            }
        }
    }

    /// @notice Replaces all signers; through the timelock.
    function setSigners(address[] calldata signers_, uint256 threshold_) external onlySelf {
        _setSigners(signers_, threshold_);
    }

    /// @notice Opens again; through the timelock.
    function unpause() external onlySelf {
        isPaused = false;
        emit Paused(false);
    }

    /// @notice Hands governance over; through the timelock.
    function setAdmin(address admin_) external onlySelf {
        if (admin_ == address(0)) revert BadSettings();
        admin = admin_;
        emit AdminSet(admin_);
    }

    /// @notice For whom attestations must be made (EIP-712). Of the chain as it is now, so that a fork does not take over what was signed for the other side.
    function domainSeparator() public view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPEHASH, keccak256("RiskCluster"), keccak256("1"), block.chainid, address(this)));
    }

    // ---- rules

    function _isLive(Margin storage kept) private view returns (bool) {
        return !isPaused && kept.marketSeq != 0 && kept.epoch == epoch && kept.status <= DEGRADED && kept.expiryMs >= _nowMs();
    }

    function _keep(AttestedMargin calldata margin, uint64 expiryMs) private {
        _checkBounds(margin);
        Margin storage kept = margins[margin.account];
        if (margin.marketSeq < kept.marketSeq) revert NotNewer(margin.marketSeq, kept.marketSeq);
        if (margin.marketSeq == kept.marketSeq) {
            // Of one cycle an account may only be told something worse, or the same for longer, or the same again by other signers.
            bool isNewer = margin.positionSeq > kept.positionSeq || (margin.positionSeq == kept.positionSeq && (expiryMs > kept.expiryMs || kept.epoch != epoch));
            if (!isNewer) revert NotNewer(margin.marketSeq, kept.marketSeq);
            if (margin.ownerInitialExcess > kept.ownerInitialExcess || margin.ownerMaintenanceExcess > kept.ownerMaintenanceExcess || margin.status < kept.status) revert Loosens();
        }

        // Within bounds, so no cast cuts anything off.
        kept.initialMargin = int112(margin.initialMargin);
        kept.maintenanceMargin = int112(margin.maintenanceMargin);
        kept.status = margin.status;
        kept.epoch = epoch;
        kept.equity = int128(margin.equity);
        kept.riskUnits = int128(margin.riskUnits);
        kept.ownerInitialExcess = int128(margin.ownerInitialExcess);
        kept.ownerMaintenanceExcess = int128(margin.ownerMaintenanceExcess);
        kept.marketSeq = margin.marketSeq;
        kept.positionSeq = margin.positionSeq;
        kept.timestampMs = margin.timestampMs;
        kept.expiryMs = expiryMs;
        kept.owner = margin.owner;
        emit MarginUpdated(margin.account, margin.marketSeq, margin.positionSeq, margin.ownerInitialExcess, margin.ownerMaintenanceExcess);
    }

    function _checkBounds(AttestedMargin calldata margin) private pure {
        bool isSound = margin.marketSeq != 0 && margin.status <= HALTED && margin.maintenanceMargin >= 0 && margin.initialMargin >= margin.maintenanceMargin
            && margin.ownerMaintenanceExcess >= margin.ownerInitialExcess && margin.riskUnits >= 0;
        bool isAmount = margin.initialMargin <= LARGEST_AMOUNT && margin.riskUnits <= LARGEST_AMOUNT && margin.equity <= LARGEST_AMOUNT && margin.equity >= -LARGEST_AMOUNT
            && margin.ownerMaintenanceExcess <= LARGEST_AMOUNT && margin.ownerInitialExcess >= -LARGEST_AMOUNT;
        if (!isSound || !isAmount) revert OutOfBounds();
    }

    function _checkLifetime(uint64 timestampMs, uint64 expiryMs) private view {
        uint256 nowMs = _nowMs();
        if (expiryMs < nowMs || expiryMs <= timestampMs) revert Expired(expiryMs);
        if (expiryMs > nowMs + maxLifetimeMs) revert LivesTooLong(expiryMs);
    }

    function _verify(bytes32 structHash, Signature[] calldata signatures) private view {
        if (signatures.length < threshold) revert TooFewSignatures(signatures.length, threshold);
        if (signatures.length > MOST_SIGNERS) revert TooManySignatures();
        bytes32 digest = keccak256(abi.encodePacked(bytes2(0x1901), domainSeparator(), structHash));
        address last = address(0);
        for (uint256 i = 0; i < signatures.length; i++) {
            Signature calldata signature = signatures[i];
            if (uint256(signature.s) > HALF_ORDER || (signature.v != 27 && signature.v != 28)) revert MalleableSignature();
            address signer = ecrecover(digest, signature.v, signature.r, signature.s);
            // The zero address is what a signature of nobody is recovered to; it is never a signer.
            if (!isSigner[signer]) revert NotASigner(signer);
            if (signer <= last) revert SignersDoNotRise();
            last = signer;
        }
    }

    function _root(bytes32 marginHash, uint256 index, bytes32[] calldata siblings) private pure returns (bytes32 node) {
        if (siblings.length > MOST_SIBLINGS || index >> siblings.length != 0) revert NotInCycle();
        node = keccak256(abi.encodePacked(bytes1(0x00), marginHash));
        for (uint256 height = 0; height < siblings.length; height++) {
            bool isLeft = (index >> height) & 1 == 0;
            node = isLeft ? keccak256(abi.encodePacked(bytes1(0x01), node, siblings[height])) : keccak256(abi.encodePacked(bytes1(0x01), siblings[height], node));
        }
    }

    function _setSigners(address[] memory signers_, uint256 threshold_) private {
        if (threshold_ == 0 || threshold_ > signers_.length || signers_.length > MOST_SIGNERS) revert BadSigners();
        for (uint256 i = 0; i < signers.length; i++) isSigner[signers[i]] = false;
        address last = address(0);
        for (uint256 i = 0; i < signers_.length; i++) {
            // Rising from above the zero address: none is zero, none comes twice.
            if (signers_[i] <= last) revert BadSigners();
            last = signers_[i];
            isSigner[last] = true;
        }
        signers = signers_;
        threshold = threshold_;
        epoch++;
        emit SignersSet(signers_, threshold_);
    }

    function _nowMs() private view returns (uint256) {
        return block.timestamp * 1000;
    }
}
