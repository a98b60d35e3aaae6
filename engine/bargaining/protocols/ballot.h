#pragma once

#include "engine/bargaining/protocols/floor.h"

namespace dragoman {

/// How a vote on one offer ended.
enum class VoteEnd : std::uint8_t { kCarried, kLost, kOver };

/// All but those in `bound` (bits: they have accepted already) answer `offer`, in order from
/// `proposer`. kCarried: those have accepted whom the rule of assent asks for. kOver: somebody
/// left, and the sitting has ended as broken.
VoteEnd PutToVote(int proposer, const PoolOffer& offer, std::uint32_t bound,
                  const AssentRule& assent, Floor* floor);

}  // namespace dragoman
