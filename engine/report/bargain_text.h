#pragma once

#include <string>

#include "engine/experiments/bargain.h"
#include "engine/report/text_layout.h"
#include "engine/wire/json_writer.h"

/// @file
/// What `dragoman bargain` prints.

namespace dragoman {

/// "toll = low, lanes = two"; a long one (more than `most` issues) is cut with "...".
std::string OutcomeText(const Domain& domain, const Outcome& outcome, std::size_t most = 32);

/// The negotiation, offer by offer, and how it ended, in plain language.
std::string BargainText(const PreparedDomain& prepared, const BargainSettings& settings,
                        const BargainTrace& trace, const TextStyle& style);

/// `offers` as [round from 0, party, [value indices]] (party -1: the mediator), `agreement` (value
/// indices, null for an issue left open; or null), `agreement_utils`, `end`, `final_step`, and how
/// it was asked for.
Json BargainJson(const PreparedDomain& prepared, const BargainSettings& settings,
                 const BargainTrace& trace);

/// [0, 2, 1].
Json OutcomeJson(const Outcome& outcome);

}  // namespace dragoman
