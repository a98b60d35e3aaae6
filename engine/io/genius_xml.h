#pragma once

#include <string>
#include <string_view>

#include "engine/io/negotiation_file.h"

/// @file
/// The XML of GENIUS and of the ANAC competitions (Lin et al. 2014, Computational Intelligence 30).
///
///   domain    <negotiation_template><utility_space><objective><issue index name type>
///               <item index value/> ...            discrete
///               lowerbound= upperbound=            integer
///   profile   <utility_space><objective><issue index name type>
///               <item value evaluation/> ...       discrete
///               <evaluator ftype slope offset/>    integer (see ProfileOptions)
///             </issue> <weight index value/> ... </objective>
///             <discount_factor value/> <reservation value/>
///
/// Issues stand in the order of their indices, which run from 1 without gaps; objectives inside
/// objectives are flattened (they may use up indices), since GENIUS adds up issues alone. Values
/// stand in the order of their items; one that comes twice is taken once (its last evaluation
/// counts). Missing: a weight is 1, a reservation 0, a discount 1 (so is a discount of 0, GENIUS's
/// word for none). Evaluations and weights may be negative.
///
/// Refused: real-valued issues, non-linear utility spaces, real evaluators.

namespace dragoman {

/// Reads a domain. `file` is the name shown in problems, all of which are reported together.
DomainFile ReadGeniusDomain(std::string_view text, const std::string& file);

/// Reads a profile over `domain`: tables by the name, weights by its index.
ProfileFile ReadGeniusProfile(std::string_view text, const std::string& file, const Domain& domain,
                              const ProfileOptions& options = {});

}  // namespace dragoman
