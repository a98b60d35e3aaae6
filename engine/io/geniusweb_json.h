#pragma once

#include <string>
#include <string_view>

#include "engine/io/negotiation_file.h"

/// @file
/// The JSON of GeniusWeb (Pasman et al., TU Delft).
///
///   domain    {"name", "issuesValues": {ISSUE: {"values": [...]}
///                                     | {"range": {"low", "high", "step"}}}}
///   profile   {"LinearAdditiveUtilitySpace": {"name", "domain", "issueWeights": {ISSUE: w},
///               "issueUtilities": {ISSUE: {"discreteutils": {"valueUtilities": {VALUE: u}}}
///                 | {"numberutils": {"lowValue", "lowUtility", "highValue", "highUtility"}}},
///               "reservationBid": {"issuevalues": {ISSUE: VALUE}}}}
///
/// Issues stand in the order of the domain's text. A range whose ends and step are whole numbers
/// with step 1 is an integer issue, any other an ordered one whose values are named by their
/// numbers. Numbers between the ends of `numberutils` are interpolated (GeniusWeb rounds that to 8
/// decimals; this does not). Weights and utilities lie in [0, 1], and weights add up to 1.
///
/// Refused: other kinds of profile, ranges with more than kMaxValues values.

namespace dragoman {

/// Reads a domain; or, from a profile, the domain written inside it.
DomainFile ReadGeniusWebDomain(std::string_view text, const std::string& file);

/// Reads a linear-additive profile over `domain`. The domain written inside it must have the same
/// issues and values.
ProfileFile ReadGeniusWebProfile(std::string_view text, const std::string& file,
                                 const Domain& domain);

}  // namespace dragoman
