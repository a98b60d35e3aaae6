#pragma once

#include <span>

#include "engine/bargaining/protocols/floor.h"

namespace dragoman {

/// An offer accepted at this tick, and what the parties reported it to be worth to them.
struct AcceptedOffer {
  const Offer* offer = nullptr;  ///< Null: this seat's offer was not accepted.
  double product = 0;            ///< Of all reported worths.
  double least = 0;              ///< The smallest of them.
};

/// The seat whose offer is agreed; -1 if none was accepted. See TieRule; lots are drawn from the
/// sitting's own stream, one per tick.
int WinningSeat(std::span<const AcceptedOffer> accepted, const Floor& floor);

}  // namespace dragoman
