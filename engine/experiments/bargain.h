#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/bargaining/session.h"
#include "engine/experiments/prepared_domain.h"

/// @file
/// One negotiation with everything that was said in it.

namespace dragoman {

/// Something that happened at the table.
struct BargainEvent {
  enum class Kind : unsigned char {
    kOffer,    ///< `party` tabled `offer`; -1: the mediator.
    kReply,    ///< `party` answered what `proposer` had tabled.
    kSilence,  ///< `party` had nothing to table.
    kBreak,    ///< `party` left; -1: chance ended the talks.
    kOverlap,  ///< The mediator announced the issues (bits) on which all texts agree.
  };
  Kind kind = Kind::kOffer;
  Clock clock;
  int party = -1;
  int proposer = -1;
  Offer offer;
  double aspiration = 0;  ///< What the party holds out for, on its own scale.
  Judgement reply;        ///< kReply only.
  std::uint32_t issues = 0;
};

/// How a negotiation is to be held.
struct BargainSettings {
  std::vector<std::string> strategies;  ///< One per seat.
  std::string protocol = "alternating_offers";
  int rounds = 100;
  TickTime time = TickTime::kEnd;
  bool common_knowledge = false;  ///< Everybody knows everybody's preferences.
  std::uint64_t seed = 1;
  std::uint64_t run = 0;
};

/// What came of it.
struct BargainTrace {
  std::vector<BargainEvent> events;
  SessionResult result;
};

/// Holds one negotiation. Problems with strategies, protocol or the size of the space go to
/// *problems; the trace is then empty. @pre prepared->ok(), one strategy per seat
BargainTrace RunBargain(const BargainSettings& settings, PreparedDomain* prepared,
                        std::vector<Problem>* problems);

}  // namespace dragoman
