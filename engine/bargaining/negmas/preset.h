#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/bargaining/protocol_terms.h"

namespace dragoman {

/// A parameter of a negotiator as the reference writes it.
struct NegmasParameter {
  std::string_view name;
  std::string value;  ///< "0.9", "true", "boulware".
};

/// The protocol of the preset, as a tactic text, and what its clock shows. Offers must come from
/// all outcomes (no floor at the reservation value), and utilities count undiscounted.
inline constexpr std::string_view kNegmasProtocol = "alternating_offers(silence=breaks)";
inline constexpr TickTime kNegmasTime = TickTime::kWithin;

/// Translates a negotiator of the reference to one of this engine: a text NAME or
/// NAME(KEY=VALUE,...), which the readers of strategies take ("negmas_micro").
///
/// `key` is a short key of the reference's vectors ("AspL9") or the name of a negotiator's class
/// ("AspirationNegotiator"). `parameters` replace the key's own. Empty if the key is unknown.
/// Those without a counterpart here pass unchanged, so that the reader reports them.
std::string NegmasTactic(std::string_view key, std::span<const NegmasParameter> parameters = {});

/// All keys that NegmasTactic knows: short ones, then class names.
std::span<const std::string_view> NegmasKeys();

}  // namespace dragoman
