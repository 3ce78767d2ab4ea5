// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.24;

interface IVenue {
    function withdraw(uint256 amount) external;
}

/// @notice A dollar with six decimals for tests. When asked to, it calls the venue back in the middle of a transfer.
contract TestToken {
    mapping(address => uint256) public balanceOf;
    bool public isHostile;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function setHostile(bool isHostile_) external {
        isHostile = isHostile_;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        if (isHostile) IVenue(msg.sender).withdraw(amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        return true;
    }
}
