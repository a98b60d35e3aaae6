#pragma once

#include <cstdint>

#include "engine/core/outcome.h"

namespace dragoman {

/// One move of whoever sits in a seat: the answer to one SeatDecision.
struct SeatMove {
  enum class Kind : std::uint8_t {
    kPass,   ///< Table nothing; of a reply: refuse; after a meeting: stay.
    kOffer,  ///< Table a package, or one option of the issue of the sitting.
    kReply,  ///< Accept the offer on the table (`yes`), or refuse it.
    kStay,   ///< Stay in the talks (`yes`), or leave them.
  };

  Kind kind = Kind::kPass;
  bool yes = false;
  std::uint32_t named = 0;  ///< kOffer: the issues (bits) it names; the others stay as they are.
  Outcome offer{};          ///< kOffer: the options named; its size is the number of issues.

  static SeatMove Pass() { return {}; }
  static SeatMove Reply(bool accept) { return {.kind = Kind::kReply, .yes = accept}; }
  static SeatMove Stay(bool stay) { return {.kind = Kind::kStay, .yes = stay}; }
  /// Names every issue.
  static SeatMove Offer(const Outcome& offer) {
    const std::size_t issues = offer.options.size();
    const std::uint32_t all =
        issues >= kMaxIssues ? ~std::uint32_t{0} : (std::uint32_t{1} << issues) - 1;
    return {.kind = Kind::kOffer, .named = all, .offer = offer};
  }

  friend bool operator==(const SeatMove&, const SeatMove&) = default;
};

/// The package that `move` makes of what stands. @pre it is an offer
inline Outcome OfferOf(const SeatMove& move, const Outcome& standing) {
  Outcome offer = standing;
  for (std::size_t i = 0; i < offer.options.size(); ++i) {
    if (((move.named >> i) & 1U) != 0) offer.options[i] = move.offer.options[i];
  }
  return offer;
}

}  // namespace dragoman
