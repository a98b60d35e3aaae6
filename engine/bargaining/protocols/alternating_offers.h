#pragma once

#include "engine/bargaining/protocols/floor.h"

namespace dragoman {

/// Runs stacked alternating offers (alternating_offers.cpp has the rules) within a window of the
/// clock; all but Floor::Close. True once the sitting is over
/// (agreed, broken or cancelled); false: the window passed without agreement.
bool RunAlternatingOffers(const TickWindow& window, const AssentRule& assent, Floor* floor);

}  // namespace dragoman
