// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.24;

import {RiskClusterMargin} from "./RiskClusterMargin.sol";

interface IToken {
    function transfer(address to, uint256 amount) external returns (bool);

    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

/// @title A venue that enforces the margins of RiskCluster: an example to build on.
/// @notice Collateral leaves only as far as the attested equity covers the initial margin; below the maintenance margin the liquidation desk may take what is missing.
/// @dev The token is a dollar with six decimals that answers true and takes no fee, so that its units are those of the margins. Traders are the accounts `venue/0x<40 lower-case digits>`.
contract RiskGated {
    error NothingToSettle();
    error Reentered();
    error NotLiquidatable(address trader);
    error NotSettled(uint256 readyAtMs);
    error TransferFailed();
    error NotEnough(uint256 held);

    event Deposited(address indexed trader, uint256 amount);
    event Withdrawn(address indexed trader, uint256 amount);
    event Liquidated(address indexed trader, uint256 amount);

    struct Outflow {
        uint128 amount;
        uint64 atMs;
    }

    RiskClusterMargin public immutable margin;
    IToken public immutable token;
    address public immutable desk;

    /// @notice By how much a margin must be newer than an outflow to have counted it: the time that the venue's own reports take.
    uint64 public immutable settlementMs;

    string public venue;
    mapping(address => uint256) public balanceOf;
    mapping(address => Outflow) public outflows;
    bool private isEntered;

    modifier once() {
        if (isEntered) revert Reentered();
        isEntered = true;
        _;
        isEntered = false;
    }

    constructor(RiskClusterMargin margin_, IToken token_, address desk_, string memory venue_, uint64 settlementMs_) {
        margin = margin_;
        token = token_;
        desk = desk_;
        venue = venue_;
        settlementMs = settlementMs_;
    }

    /// @notice The account of a trader, as attestations name it.
    function accountOf(address trader) public view returns (bytes32) {
        bytes16 digits = "0123456789abcdef";
        bytes memory text = new bytes(40);
        for (uint256 i = 0; i < 20; i++) {
            uint8 value = uint8(bytes20(trader)[i]);
            text[2 * i] = digits[value >> 4];
            text[2 * i + 1] = digits[value & 15];
        }
        return keccak256(abi.encodePacked(venue, "/0x", text));
    }

    function deposit(uint256 amount) external once {
        balanceOf[msg.sender] += amount;
        emit Deposited(msg.sender, amount);
        if (!token.transferFrom(msg.sender, address(this), amount)) revert TransferFailed();
    }

    /// @notice Pays out what the margin leaves free. What has left since the margin was attested counts against it, so that one excess is never paid twice.
    function withdraw(uint256 amount) external once {
        uint256 held = balanceOf[msg.sender];
        if (amount > held) revert NotEnough(held);
        bytes32 account = accountOf(msg.sender);
        uint256 left = _unsettled(msg.sender, account) + amount;
        margin.requireWithdrawable(account, left);
        balanceOf[msg.sender] = held - amount;
        // At most an excess, which is at most 1e24.
        outflows[msg.sender] = Outflow(uint128(left), _nowMs());
        emit Withdrawn(msg.sender, amount);
        if (!token.transfer(msg.sender, amount)) revert TransferFailed();
    }

    /// @notice Below the maintenance margin anybody may have the desk take what is missing to the initial margin, at most all. Once for each margin that has counted the last time.
    function liquidate(address trader) external once returns (uint256 taken) {
        bytes32 account = accountOf(trader);
        if (!margin.isLiquidatable(account)) revert NotLiquidatable(trader);
        if (_unsettled(trader, account) != 0) revert NotSettled(uint256(outflows[trader].atMs) + settlementMs);
        (RiskClusterMargin.Margin memory kept,) = margin.marginOf(account);
        uint256 missing = uint256(-int256(kept.ownerInitialExcess));
        taken = missing < balanceOf[trader] ? missing : balanceOf[trader];
        if (taken == 0) revert NothingToSettle();
        balanceOf[trader] -= taken;
        outflows[trader] = Outflow(uint128(taken), _nowMs());
        emit Liquidated(trader, taken);
        if (!token.transfer(desk, taken)) revert TransferFailed();
    }

    function _unsettled(address trader, bytes32 account) private view returns (uint256) {
        Outflow memory outflow = outflows[trader];
        (RiskClusterMargin.Margin memory kept,) = margin.marginOf(account);
        return uint256(kept.timestampMs) >= uint256(outflow.atMs) + settlementMs ? 0 : outflow.amount;
    }

    function _nowMs() private view returns (uint64) {
        return uint64(block.timestamp * 1000);
    }
}
